// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the jars tell GraalVM's native-image. No image is built here. */
final class NativeImageIT {
    private static final String FOLDER = "META-INF/native-image/";

    static List<Path> jars() {
        return Jars.published();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void metadataLiesUnderTheNameOfItsArtifact(Path jar) throws IOException {
        String artifact = jar.getFileName().toString().replaceAll("-[0-9].*", "");
        String place = FOLDER + "dev.poller/" + artifact + "/reachability-metadata.json";
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : metadata(file)) {
                assertEquals(place, entry.getName());
            }
        }
    }

    @Test
    @EnabledForJreRange(
            min = JRE.JAVA_21,
            disabledReason = "what is named of virtual threads does not exist before Java 21")
    void whatIsNamedExists() throws Exception {
        int named = 0;
        for (Path jar : jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                for (JarEntry entry : metadata(file)) {
                    for (Object type : reflection(file, entry)) {
                        requireExistence((Map<?, ?>) type);
                        named++;
                    }
                }
            }
        }
        assertTrue(named > 0);
    }

    private static List<JarEntry> metadata(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith(FOLDER) && !entry.isDirectory())
                .toList();
    }

    private static List<?> reflection(JarFile jar, JarEntry entry) throws IOException {
        return (List<?>) JSON.std.mapFrom(jar.getInputStream(entry)).getOrDefault("reflection", List.of());
    }

    /** A type by its name, or a proxy by its interfaces; then its methods. */
    private static void requireExistence(Map<?, ?> entry) throws ReflectiveOperationException {
        if (entry.get("type") instanceof Map<?, ?> proxy) {
            for (Object name : (List<?>) Objects.requireNonNull(proxy.get("proxy"))) {
                assertTrue(type(name).isInterface(), name::toString);
            }
            return;
        }
        Class<?> type = type(Objects.requireNonNull(entry.get("type")));
        for (Object method : (List<?>) Objects.requireNonNullElse(entry.get("methods"), List.of())) {
            requireMethod(type, (Map<?, ?>) method);
        }
    }

    private static void requireMethod(Class<?> type, Map<?, ?> method) throws ReflectiveOperationException {
        List<Class<?>> parameters = new ArrayList<>();
        for (Object name : (List<?>) Objects.requireNonNull(method.get("parameterTypes"))) {
            parameters.add(type(name));
        }
        Class<?>[] types = parameters.toArray(new Class<?>[0]);
        String name = String.valueOf(method.get("name"));
        Executable found =
                name.equals("<init>") ? type.getDeclaredConstructor(types) : type.getDeclaredMethod(name, types);
        assertEquals(type, found.getDeclaringClass());
    }

    private static Class<?> type(Object name) throws ClassNotFoundException {
        return Class.forName(String.valueOf(name), false, NativeImageIT.class.getClassLoader());
    }
}
