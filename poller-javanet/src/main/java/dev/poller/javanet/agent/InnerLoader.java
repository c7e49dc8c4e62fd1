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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads what stands below {@code inner/LIBRARY/} in the agent's jar, each library as if it were a jar of its own, and all
 * of them as one module. Sees the JDK and nothing of the program. Any thread.
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
        return ModuleLayer.defineModules(configuration, List.of(boot), name -> loader)
                .layer()
                .findModule(MODULE)
                .orElseThrow();
    }

    private void index() {
        Map<String, TreeMap<Integer, String>> found = new TreeMap<>();
        int mine = Runtime.version().feature();
        for (JarEntry entry : Collections.list(jar.entries())) {
            String path = entry.getName();
            if (entry.isDirectory() || !path.startsWith(INNER)) {
                continue;
            }
            int slash = path.indexOf('/', INNER.length());
            String library = path.substring(INNER.length(), slash);
            String name = path.substring(slash + 1);
            int version = 0;
            if (name.startsWith(VERSIONS)) {
                int end = name.indexOf('/', VERSIONS.length());
                version = Integer.parseInt(name, VERSIONS.length(), end, 10);
                name = name.substring(end + 1);
            }
            if (version <= mine) {
                found.computeIfAbsent(library + "/" + name, key -> new TreeMap<>())
                        .put(version, path);
            }
        }
        found.forEach((key, versions) -> entries.computeIfAbsent(
                        key.substring(key.indexOf('/') + 1), name -> new ArrayList<>())
                .add(versions.lastEntry().getValue()));
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
            if (ModuleFinder.ofSystem().find(module.getName()).isPresent()) {
                descriptor.requires(module.getName());
            }
        }
        return descriptor.packages(packages).build();
    }

    private List<String> providers(List<String> paths) throws IOException {
        List<String> providers = new ArrayList<>();
        for (String path : paths) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(path), StandardCharsets.UTF_8))) {
                lines.lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .forEach(providers::add);
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
        return Collections.enumeration(
                entries.getOrDefault(name, List.of()).stream().map(this::url).toList());
    }

    private URL url(String path) {
        try {
            return new URL(location + path);
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
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
