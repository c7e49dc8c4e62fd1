// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where something is missing: what the doctor says then, and that the application works all the same. */
@NeedsEngine
final class RestrictedContainerIT {
    private static final String JAVA_17 = "java-17";
    private static final String JAVA_25 = "java-25";

    @Test
    void everythingIsThereWhereNothingIsMissing() throws Exception {
        Map<String, Object> calls = systemCalls(doctor(container(JAVA_25)));
        assertEquals(List.of("yes", "yes", "yes"), List.of(newer(calls)), calls::toString);
    }

    @Test
    void fallbacksAreTakenWithoutTheNewerCalls() throws Exception {
        for (String image : List.of(JAVA_17, JAVA_25)) {
            Map<String, Object> answer = doctor(container(image).without(SystemCalls.NEWER));
            assertEquals("epoll", answer.get("selected"));
            Map<String, Object> calls = systemCalls(answer);
            String refused = "no (ENOSYS)";
            assertEquals(List.of(refused, refused, refused), List.of(newer(calls)), calls::toString);
        }
    }

    @Test
    void theJobIsDoneWithoutTheNewerCalls() throws Exception {
        demo(container(JAVA_25).without(SystemCalls.NEWER), "--connections", "50");
    }

    @Test
    void theJobIsDoneWithFewDescriptors() throws Exception {
        demo(container(JAVA_25).descriptors(128), "--connections", "5");
    }

    /** A JVM and what it has loaded leave little of these. */
    @Test
    void tooFewDescriptorsAreSaidInOneLine() throws Exception {
        Map<String, Object> answer = doctor(container(JAVA_25).descriptors(64));
        assertEquals("epoll", answer.get("selected"));
        assertEquals(64, map(answer.get("limits")).get("openFiles"));
        String said = ContainerRun.failureOf(container(JAVA_25).descriptors(64).command("demo", "--connections", "1"));
        assertTrue(said.contains("descriptors and this process may have 64"), said);
        assertFalse(said.contains("or --connections"), said);
        assertEquals(2, said.lines().count(), said); // the other is the log's own heading
    }

    /** It extracts nothing. */
    @Test
    void ffmWorksWhereNothingCanBeWrittenOrMapped() throws Exception {
        Map<String, Object> answer = doctor(container(JAVA_25).readOnly());
        assertEquals("epoll", answer.get("selected"));
        assertEquals("ffm", answer.get("binding"));
        demo(container(JAVA_25).readOnly(), "--connections", "50");
    }

    @Test
    void nioIsTakenWhereNativeAccessIsRefused() throws Exception {
        Map<String, Object> answer = doctor(container(JAVA_25).withoutNativeAccess());
        assertEquals("nio", answer.get("selected"));
        String reason = String.valueOf(provider(answer, "epoll").get("reason"));
        assertTrue(reason.contains("--enable-native-access"), reason);
        demo(container(JAVA_25).withoutNativeAccess(), "--connections", "50");
    }

    /** Pointers and sizes are 64 bits wide in the bindings. */
    @Test
    void nioIsTakenWhereTheProcessHas32Bits() throws Exception {
        Map<String, Object> answer = doctor(container("armhf-java-25"));
        assertEquals("nio", answer.get("selected"));
        String reason = String.valueOf(provider(answer, "epoll").get("reason"));
        assertTrue(reason.contains("ffm: needs a 64-bit process; pointers have 4 bytes here"), reason);
        assertTrue(reason.contains("jna: needs a 64-bit process; pointers have 4 bytes here"), reason);
    }

    /** JNA has to put a library somewhere. */
    @Test
    void jnaSaysWhyItCannotLoadWhereNothingCanBeMapped() throws Exception {
        Map<String, Object> answer = doctor(container(JAVA_17).readOnly());
        assertEquals("nio", answer.get("selected"));
        String reason = String.valueOf(provider(answer, "epoll").get("reason"));
        assertTrue(reason.contains("jna") && reason.contains("/tmp"), reason);
        demo(container(JAVA_17).readOnly(), "--connections", "50");
    }

    private static ApplicationContainer container(String image) {
        return new ApplicationContainer(Images.named(image));
    }

    private static Map<String, Object> doctor(ApplicationContainer container) throws Exception {
        return JSON.std.mapFrom(ContainerRun.outputOf(container.command("doctor", "--json"), 0));
    }

    private static void demo(ApplicationContainer container, String... options) throws Exception {
        String[] command = Stream.concat(
                        Stream.of("demo", "--json", "--no-compare", "--seconds", "1"), Stream.of(options))
                .toArray(String[]::new);
        Map<String, Object> result = JSON.std.mapFrom(ContainerRun.outputOf(container.command(command), 0));
        assertEquals(0, result.get("byteErrors"), result::toString);
        assertTrue(result.get("roundTrips") instanceof Number trips && trips.longValue() > 0, result::toString);
    }

    private static Map<String, Object> provider(Map<String, Object> answer, String name) {
        return list(answer.get("providers")).stream()
                .map(RestrictedContainerIT::map)
                .filter(one -> name.equals(one.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> systemCalls(Map<String, Object> answer) {
        return map(provider(answer, "epoll").get("systemCalls"));
    }

    /** What came of the calls of {@link SystemCalls#NEWER}. */
    private static Object[] newer(Map<String, Object> calls) {
        return Stream.of("epoll_pwait2", "eventfd", "accept4")
                .map(call -> Objects.requireNonNull(calls.get(call)))
                .toArray();
    }

    private static List<?> list(@Nullable Object array) {
        return (List<?>) Objects.requireNonNull(array);
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static Map<String, Object> map(@Nullable Object object) {
        return (Map<String, Object>) Objects.requireNonNull(object);
    }
}
