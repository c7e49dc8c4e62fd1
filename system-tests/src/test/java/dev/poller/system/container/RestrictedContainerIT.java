// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        Map<String, Object> epoll = provider(doctor(container(JAVA_25)), "epoll");
        assertTrue(systemCalls(epoll).containsAll(List.of("epoll_pwait2", "eventfd2")), epoll::toString);
    }

    @Test
    void fallbacksAreTakenWithoutTheNewerCalls() throws Exception {
        for (String image : List.of(JAVA_17, JAVA_25)) {
            Map<String, Object> answer = doctor(container(image).without(SystemCalls.NEWER));
            assertEquals("epoll", answer.get("selected"));
            List<?> calls = systemCalls(provider(answer, "epoll"));
            assertTrue(calls.containsAll(List.of("epoll_pwait", "pipe2")), calls::toString);
            assertTrue(calls.stream().noneMatch(List.of("epoll_pwait2", "eventfd2")::contains), calls::toString);
        }
    }

    @Test
    void theJobIsDoneWithoutTheNewerCalls() throws Exception {
        demo(container(JAVA_25).without(SystemCalls.NEWER), "--connections", "50");
    }

    @Test
    void theJobIsDoneWithFewDescriptors() throws Exception {
        Map<String, Object> limits =
                map(doctor(container(JAVA_25).descriptors(64)).get("limits"));
        assertEquals(64, limits.get("openFiles"));
        demo(container(JAVA_25).descriptors(64), "--connections", "1");
    }

    @Test
    void tooFewDescriptorsAreSaidInOneLine() throws Exception {
        String said = ContainerRun.outputOf(
                container(JAVA_25).descriptors(64).command("demo", "--connections", "100", "--seconds", "1"), 1);
        assertTrue(said.isEmpty() || !said.contains("Exception"), said);
    }

    /** It extracts nothing. */
    @Test
    void ffmWorksWhereNothingCanBeWrittenOrMapped() throws Exception {
        Map<String, Object> answer = doctor(container(JAVA_25).readOnly());
        assertEquals("epoll", answer.get("selected"));
        assertEquals("ffm", answer.get("binding"));
        demo(container(JAVA_25).readOnly(), "--connections", "50");
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
        String[] command = Stream.concat(Stream.of("demo", "--json", "--seconds", "1"), Stream.of(options))
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

    private static List<?> systemCalls(Map<String, Object> provider) {
        return List.copyOf(map(provider.get("systemCalls")).values());
    }

    private static List<?> list(@Nullable Object array) {
        return (List<?>) Objects.requireNonNull(array);
    }

    @SuppressWarnings("unchecked") // an object of JSON
    private static Map<String, Object> map(@Nullable Object object) {
        return (Map<String, Object>) Objects.requireNonNull(object);
    }
}
