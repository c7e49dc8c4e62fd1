// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * Method handles of C functions. Any thread may call; a handle belongs into a {@code static final} field, or the
 * compiler cannot see through it.
 *
 * <p>No handle is {@code Linker.Option.critical}: that saves about 10 ns of a system call, and what is called there
 * holds up every safepoint - a user's direct buffer can be a mapped file, whose page has to come from a disk first.
 */
final class Downcalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState(ErrnoState.NAME);

    private Downcalls() {}

    /** The C library's functions. */
    static SymbolLookup symbols() {
        return SYMBOLS;
    }

    /** True if the C library has the function. */
    static boolean has(String function) {
        return SYMBOLS.find(function).isPresent();
    }

    /** The functions of a library of its own, which stays loaded. */
    @SuppressWarnings("restricted") // Loading runs the library's own code; a user has named it.
    static SymbolLookup library(KqueueLibrary library) throws BindingUnavailableException {
        try {
            return SymbolLookup.libraryLookup(library.path(), Arena.global());
        } catch (IllegalArgumentException failure) {
            throw library.unavailable(KqueueLibrary.NOT_LOADABLE, failure);
        }
    }

    /** A function that sets errno; the handle's first argument is the memory of an {@link ErrnoState}. */
    static MethodHandle of(String function, MemoryLayout result, MemoryLayout... arguments) {
        return of(SYMBOLS, function, result, arguments);
    }

    /** The same of another library. */
    static MethodHandle of(SymbolLookup symbols, String function, MemoryLayout result, MemoryLayout... arguments) {
        return link(symbols, function, FunctionDescriptor.of(result, arguments), ERRNO);
    }

    /** The same for a function that ends in {@code ...}; on some processors those arguments travel another way. */
    static MethodHandle variadic(String function, int fixed, MemoryLayout result, MemoryLayout... arguments) {
        return link(
                SYMBOLS,
                function,
                FunctionDescriptor.of(result, arguments),
                ERRNO,
                Linker.Option.firstVariadicArg(fixed));
    }

    /** A function that does not set errno. */
    static MethodHandle plain(String function, MemoryLayout result, MemoryLayout... arguments) {
        return link(SYMBOLS, function, FunctionDescriptor.of(result, arguments));
    }

    /** What a handle threw: never the C function, at most an error of the virtual machine. */
    static AssertionError unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new AssertionError(failure);
    }

    // Restricted, because a wrong descriptor crashes the process: the C prototype stands above every handle.
    @SuppressWarnings("restricted")
    private static MethodHandle link(
            SymbolLookup symbols, String function, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment address =
                symbols.find(function).orElseThrow(() -> new UnsatisfiedLinkError("no function " + function));
        return LINKER.downcallHandle(address, descriptor, options);
    }
}
