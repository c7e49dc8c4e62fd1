// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.SecureClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads what stands below {@code inner/LIBRARY/} in the agent's jar, each library as if it were a jar of its own, and
 * all of them as one module. Sees the JDK and nothing of the program. Any thread.
 */
final class InnerLoader extends SecureClassLoader {
    private static final String MODULE = "dev.poller.agent.inner";
    private static final String INNER = "inner/";
    private static final String VERSIONS = "META-INF/versions/";
    private static final String SERVICES = "META-INF/services/";
    private static final String CLASS = ".class";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final String location;

    /** By the name that is asked for, where they stand: of each library the one of the newest version for this Java. */
    private final Map<String, List<String>> entries = new HashMap<>();

    private InnerLoader(File jar) throws IOException {
        super("poller-agent", ClassLoader.getPlatformClassLoader());
        this.jar = new JarFile(jar, false);
        this.location = "jar:" + jar.toURI() + "!/";
        index();
    }

    /**
     * The module in the jar, which stays open for as long as the program runs.
     *
     * @param jar the agent's
     */
    static Module load(File jar) throws IOException {
        InnerLoader loader = new InnerLoader(jar);
        ModuleFinder finder = Finder.of(loader.descriptor(), loader.location);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration().resolve(finder, ModuleFinder.of(), Set.of(MODULE));
        return ModuleLayer.defineModules(configuration, List.of(boot), new Always(loader))
                .layer()
                .findModule(MODULE)
                .orElseThrow();
    }

    /** Without lambdas and streams, which a JVM that has just started has not used yet: see {@link Agent}. */
    private void index() {
        Map<String, Entry> newest = new LinkedHashMap<>();
        int mine = Runtime.version().feature();
        for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
            String path = all.nextElement().getName();
            if (path.startsWith(INNER) && !path.endsWith("/")) {
                Entry entry = Entry.of(path);
                Entry before = newest.get(entry.key);
                if (entry.version <= mine && (before == null || before.version < entry.version)) {
                    newest.put(entry.key, entry);
                }
            }
        }
        for (Entry entry : newest.values()) {
            List<String> found = entries.get(entry.name);
            if (found == null) {
                found = new ArrayList<>(1);
                entries.put(entry.name, found);
            }
            found.add(entry.path);
        }
    }

    /**
     * A file of a library.
     *
     * @param name within the library
     * @param key the name, and which library's
     * @param version the first Java that it is for; 0 for all
     */
    private record Entry(String path, String name, String key, int version) {
        static Entry of(String path) {
            int slash = path.indexOf('/', INNER.length());
            String library = path.substring(0, slash + 1);
            String name = path.substring(slash + 1);
            if (!name.startsWith(VERSIONS)) {
                return new Entry(path, name, path, 0);
            }
            int end = name.indexOf('/', VERSIONS.length());
            int version = Integer.parseInt(name, VERSIONS.length(), end, 10);
            String unversioned = name.substring(end + 1);
            return new Entry(path, unversioned, library.concat(unversioned), version);
        }
    }

    /** Open, for libraries look at each other's resources; it reads what the JDK has here. */
    private ModuleDescriptor descriptor() throws IOException {
        ModuleDescriptor.Builder descriptor = ModuleDescriptor.newOpenModule(MODULE);
        Set<String> packages = new HashSet<>();
        for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
            String name = entry.getKey();
            int slash = name.lastIndexOf('/');
            if (name.endsWith(CLASS) && slash > 0) {
                packages.add(name.substring(0, slash).replace('/', '.'));
            } else if (name.startsWith(SERVICES)) {
                String service = name.substring(SERVICES.length());
                descriptor.uses(service).provides(service, providers(entry.getValue()));
            }
        }
        for (Module module : ModuleLayer.boot().modules()) {
            String name = module.getName();
            if (name.startsWith("java.") || name.startsWith("jdk.")) {
                descriptor.requires(name);
            }
        }
        return descriptor.packages(packages).build();
    }

    private List<String> providers(List<String> paths) throws IOException {
        List<String> providers = new ArrayList<>();
        for (String path : paths) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    int comment = line.indexOf('#');
                    String provider = (comment < 0 ? line : line.substring(0, comment)).strip();
                    if (!provider.isEmpty()) {
                        providers.add(provider);
                    }
                }
            }
        }
        return providers;
    }

    private InputStream open(String path) throws IOException {
        return jar.getInputStream(jar.getJarEntry(path));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        List<String> found = entries.get(name.replace('.', '/') + CLASS);
        if (found == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = open(found.get(0))) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException failed) {
            throw new ClassNotFoundException(name, failed);
        }
    }

    @Override
    protected @Nullable Class<?> findClass(@Nullable String module, String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        List<String> found = entries.get(name);
        return found == null ? null : url(found.get(0));
    }

    @Override
    protected @Nullable URL findResource(@Nullable String module, String name) {
        return findResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> urls = new ArrayList<>();
        for (String path : entries.getOrDefault(name, List.of())) {
            urls.add(url(path));
        }
        return Collections.enumeration(urls);
    }

    private URL url(String path) {
        try {
            return new URL(location + path);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The loader of the one module. */
    private record Always(ClassLoader loader) implements Function<String, ClassLoader> {
        @Override
        public ClassLoader apply(String module) {
            return loader;
        }
    }

    /** Finds the one module; its contents are read by the loader alone. */
    private record Finder(ModuleReference module) implements ModuleFinder {
        static Finder of(ModuleDescriptor descriptor, String location) {
            return new Finder(new ModuleReference(descriptor, URI.create(location)) {
                @Override
                public ModuleReader open() throws IOException {
                    throw new IOException("it is read by its loader");
                }
            });
        }

        @Override
        public Optional<ModuleReference> find(String name) {
            return name.equals(MODULE) ? Optional.of(module) : Optional.empty();
        }

        @Override
        public Set<ModuleReference> findAll() {
            return Set.of(module);
        }
    }
}
