// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What a class file says of itself (JVMS 4.1, 4.4).
 *
 * @param majorVersion 61 for Java 17
 * @param texts every UTF-8 constant: names, descriptors, signatures
 */
record ClassFile(int majorVersion, Set<String> texts) {
    private static final int UTF8 = 1;

    static ClassFile read(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.skipNBytes(6);
            int majorVersion = in.readUnsignedShort();
            int constants = in.readUnsignedShort();
            Set<String> texts = new HashSet<>();
            for (int i = 1; i < constants; i++) {
                int tag = in.readUnsignedByte();
                if (tag == UTF8) {
                    texts.add(in.readUTF());
                } else {
                    in.skipNBytes(size(tag));
                    i += tag == 5 || tag == 6 ? 1 : 0; // Long and Double take two entries.
                }
            }
            return new ClassFile(majorVersion, texts);
        }
    }

    boolean mentions(String text) {
        return texts.stream().anyMatch(constant -> constant.contains(text));
    }

    private static int size(int tag) {
        return switch (tag) {
            case 5, 6 -> 8; // Long, Double
            case 7, 8, 16, 19, 20 -> 2; // Class, String, MethodType, Module, Package
            case 15 -> 3; // MethodHandle
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4; // Integer, Float, the references, NameAndType, the dynamic ones
            default -> throw new IllegalArgumentException("constant tag " + tag);
        };
    }
}
