// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.poller.Poller;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The floors of ARCHITECTURE.md: who may use whom. */
class FloorsTest {
    private static final String ROOT = "dev.poller.blocking";
    private static final String INTERNAL = ROOT + ".internal.";
    private static final int MOST_FILES = 22;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void arrowsGoDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("kinds")
                .definedBy(
                        ROOT + ".watch", ROOT + ".datagram", ROOT + ".process", ROOT + ".server", ROOT + ".management")
                .layer("public")
                .definedBy(ROOT)
                .layer("runtime")
                .definedBy(INTERNAL + "runtime")
                .layer("io")
                .definedBy(INTERNAL + "io")
                .layer("drivers")
                .definedBy(INTERNAL + "loop.*")
                .layer("loop")
                .definedBy(INTERNAL + "loop")
                .layer("wait")
                .definedBy(INTERNAL + "wait")
                .layer("libc and nio")
                .definedBy(INTERNAL + "end.*")
                .layer("end")
                .definedBy(INTERNAL + "end")
                .layer("inspect")
                .definedBy(ROOT + ".inspect")
                .layer("address")
                .definedBy(INTERNAL + "address")
                .layer("thread")
                .definedBy(INTERNAL + "thread")
                .whereLayer("kinds")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("public")
                .mayOnlyBeAccessedByLayers("kinds")
                .whereLayer("runtime")
                .mayOnlyBeAccessedByLayers("kinds", "public")
                .whereLayer("io")
                .mayOnlyBeAccessedByLayers("kinds", "public", "runtime")
                .whereLayer("drivers")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("loop")
                .mayOnlyBeAccessedByLayers("kinds", "public", "runtime", "io", "drivers")
                .whereLayer("wait")
                .mayOnlyBeAccessedByLayers("kinds", "public", "runtime", "io", "loop", "drivers")
                .whereLayer("libc and nio")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("end")
                .mayOnlyBeAccessedByLayers("kinds", "public", "runtime", "io", "libc and nio")
                .whereLayer("inspect")
                .mayNotAccessAnyLayer()
                .whereLayer("address")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void thereIsNoCycleBetweenPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theTwoDriversDoNotKnowEachOther() {
        slices().matching(INTERNAL + "loop.(*)").should().notDependOnEachOther().check(CLASSES);
        slices().matching(INTERNAL + "end.(*)").should().notDependOnEachOther().check(CLASSES);
    }

    @Test
    void endpointsNeverWait() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "end..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(LockSupport.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Lock.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(INTERNAL + "wait..", INTERNAL + "loop..")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheLoopPolls() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + "loop")
                .should()
                .callMethodWhere(target(name("poll")).and(target(owner(assignableTo(Poller.class)))))
                .check(CLASSES);
    }

    @Test
    void theSystemIsCalledByEndpointsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(INTERNAL + "end.libc", INTERNAL + "runtime")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.poller.libc")
                .check(CLASSES);
    }

    @Test
    void noPackageIsTooLarge() {
        Map<String, Long> files = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertTrue(files.values().stream().allMatch(count -> count <= MOST_FILES), files::toString);
    }
}
