// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/**
 * Puts Poller under every java.net.Socket and ServerSocket of a program, before its main. What cannot be done is one line
 * on stderr, and the program is left as it was.
 *
 * <p>This and {@link InnerLoader} are all that a program could see; the rest is loaded where it does not look.
 */
public final class Agent {
    private static final String ENTRY = "dev.poller.javanet.Installation";

    private Agent() {}

    /**
     * As {@code -javaagent:poller-agent.jar=options}.
     *
     * @param options null for none
     */
    public static void premain(String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    /**
     * As {@code Launcher-Agent-Class} of an executable jar.
     *
     * @param options null for none
     */
    public static void agentmain(String options, Instrumentation instrumentation) {
        start(options, instrumentation);
    }

    private static void start(String options, Instrumentation instrumentation) {
        try {
            File jar = new File(Agent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Module inner = InnerLoader.load(jar);
            mayCallNative(inner, instrumentation);
            Method install =
                    Class.forName(ENTRY, true, inner.getClassLoader()).getDeclaredMethod("install", String.class);
            install.setAccessible(true);
            Object refusal = install.invoke(null, options == null ? "" : options);
            if (refusal != null) {
                say(refusal.toString());
            }
        } catch (InvocationTargetException failed) {
            say("not installed: " + failed.getCause());
        } catch (ReflectiveOperationException
                | IOException
                | URISyntaxException
                | RuntimeException
                | LinkageError failed) {
            say("not installed: " + failed);
        }
    }

    private static void say(String line) {
        System.err.println("poller-agent: " + line);
    }

    /** From Java 22 on the JVM warns of whoever was not told that he may; no flag of the program and no manifest reaches this module. */
    private static void mayCallNative(Module inner, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        if (Runtime.version().feature() < 22) {
            return;
        }
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(Agent.class.getModule())),
                Set.of(),
                Map.of());
        Method enable = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
        enable.setAccessible(true);
        enable.invoke(inner);
    }
}
