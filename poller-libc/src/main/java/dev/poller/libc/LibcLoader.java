// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.spi.Binding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the best binding that works and loads it once. Any thread may call.
 *
 * <p>The system property {@value #PROPERTY} forces one by name; if that one is unknown or does not work, loading fails
 * and says why. A binding is touched only when it is its turn: one that is not tried loads no class of its own.
 */
public final class LibcLoader {
    /** The system property that forces a binding. */
    public static final String PROPERTY = "poller.libc";

    private static final String FFM = "ffm";

    /** Failures are kept too: a class whose initialisation failed says why only the first time. */
    private static final Map<List<Object>, Outcome> OUTCOMES = new HashMap<>();

    private LibcLoader() {}

    /**
     * The C library of this process, to be called for as long as the caller likes.
     *
     * @param os a family, as {@code Platform.Os} names it, for example {@code LINUX}
     * @param osVersion as {@code os.version}
     * @param arch the processor, as {@code os.arch} names it
     * @throws BindingUnavailableException if no binding works, or the forced one does not; the message says why
     */
    public static Libc load(String os, String osVersion, String arch) throws BindingUnavailableException {
        Libc libc = borrow(os, osVersion, arch);
        libc.acquire();
        return libc;
    }

    /**
     * The C library of this process, to be called between {@link Libc#acquire} and {@link Libc#release} alone: so a
     * class loader that is discarded is not kept by it.
     *
     * @param os as {@link #load}
     * @param osVersion as {@link #load}
     * @param arch as {@link #load}
     * @throws BindingUnavailableException as {@link #load}
     */
    public static Libc borrow(String os, String osVersion, String arch) throws BindingUnavailableException {
        return load(new Request(os, osVersion, arch, forced(), Optional.empty()));
    }

    /**
     * As {@link #borrow}, for somebody who calls kqueue. The system property {@value KqueueLibrary#PROPERTY} names a
     * library to take kqueue(2) and kevent(2) from where the kernel has none, as libkqueue on Linux; it is a test aid,
     * and a wrong one concerns nobody else.
     *
     * @param os a family, as {@code Platform.Os} names it, for example {@code LINUX}
     * @param osVersion as {@code os.version}
     * @param arch the processor, as {@code os.arch} names it
     * @throws BindingUnavailableException as {@link #load}, or if the library that is named is of no use
     */
    public static Libc borrowWithKqueue(String os, String osVersion, String arch) throws BindingUnavailableException {
        return load(new Request(os, osVersion, arch, forced(), KqueueLibrary.named()));
    }

    private static Libc load(Request request) throws BindingUnavailableException {
        synchronized (OUTCOMES) {
            return OUTCOMES.computeIfAbsent(request.key(), missing -> attempt(request, Bindings.candidates()))
                    .get();
        }
    }

    /**
     * Why a library is called by another binding than the best that this Java should have; empty if there is no reason
     * to ask.
     *
     * @param libc what was loaded or borrowed
     */
    @SuppressWarnings("ReferenceEquality") // The same one, and not one that looks like it.
    public static Optional<String> passedOver(Libc libc) {
        synchronized (OUTCOMES) {
            return OUTCOMES.values().stream()
                    .filter(outcome -> outcome instanceof Loaded loaded && loaded.libc() == libc)
                    .map(outcome -> ((Loaded) outcome).passedOver())
                    .filter(reasons -> !reasons.isEmpty())
                    .findFirst();
        }
    }

    /** True if a library is named that kqueue is to be taken from: see {@link #borrowWithKqueue}. */
    public static boolean namesKqueue() {
        return KqueueLibrary.named().isPresent();
    }

    private static Optional<String> forced() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    static Outcome attempt(Request request, List<Binding> candidates) {
        List<Binding> wanted = candidates.stream()
                .filter(binding -> request.forced().map(binding.name()::equals).orElse(true))
                .toList();
        if (wanted.isEmpty()) {
            return new Failed(request, request.prefix() + noSuchBinding(request, candidates), List.of());
        }
        List<BindingUnavailableException> failures = new ArrayList<>();
        for (Binding binding : wanted) {
            try {
                return new Loaded(binding.open(request.abi()), reasons(failures));
            } catch (BindingUnavailableException failure) {
                failures.add(failure);
            }
        }
        return new Failed(request, request.prefix() + reasons(failures), failures);
    }

    private static String noSuchBinding(Request request, List<Binding> candidates) {
        String known = candidates.stream().map(Binding::name).collect(Collectors.joining(", "));
        String needs = request.forced().filter(FFM::equals).isPresent()
                ? " (ffm needs Java 22 or later, this is " + Runtime.version().feature() + ")"
                : "";
        return "no such binding on this Java; there is: " + known + needs;
    }

    private static String reasons(List<BindingUnavailableException> failures) {
        return failures.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("; "));
    }

    record Request(String os, String osVersion, String arch, Optional<String> forced, Optional<String> kqueueLibrary) {
        /**
         * Stands for this in a map: the JDK keeps the last record class that was asked whether it equals another,
         * softly, and so its class loader (java.lang.runtime.ObjectMethods, JDK 25).
         */
        List<Object> key() {
            return List.of(os, osVersion, arch, forced, kqueueLibrary);
        }

        Abi abi() throws BindingUnavailableException {
            Abi abi = Abi.of(os, osVersion, arch);
            return kqueueLibrary.isEmpty()
                    ? abi
                    : abi.withKqueue(KqueueLibrary.of(kqueueLibrary.get()).abi());
        }

        String prefix() {
            return forced.map(name -> PROPERTY + "=" + name + ": ").orElse("");
        }
    }

    sealed interface Outcome {
        Libc get() throws BindingUnavailableException;
    }

    private record Loaded(Libc libc, String passedOver) implements Outcome {
        @Override
        public Libc get() {
            return libc;
        }
    }

    private record Failed(Request request, String reason, List<BindingUnavailableException> causes) implements Outcome {
        @Override
        public Libc get() throws BindingUnavailableException {
            throw new BindingUnavailableException(
                    reason,
                    causes.isEmpty() ? null : causes.get(0).getCause(),
                    request.forced().isPresent());
        }
    }
}
