// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads what stands below {@code hook/} in the agent's jar: what rewrites the JDK, and ASM. It is all needed before
 * main and never again, and so not a part of what {@link InnerLoader} has, which takes longer. One thread.
 */
final class HookLoader extends ClassLoader {
    private final JarFile jar;

    /**
     * A loader that sees the JDK and nothing of the program.
     *
     * @param jar the agent's; not closed
     */
    HookLoader(JarFile jar) {
        super("poller-agent-hook", ClassLoader.getPlatformClassLoader());
        this.jar = jar;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        JarEntry found = jar.getJarEntry("hook/" + name.replace('.', '/') + ".class");
        if (found == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(found)) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException failed) {
            throw new ClassNotFoundException(name, failed);
        }
    }
}
