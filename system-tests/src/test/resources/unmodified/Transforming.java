// SPDX-License-Identifier: Apache-2.0
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** An agent of somebody else's, and its program, which has the JDK's maker of threads transformed once more. */
final class Transforming {
    private static final String MAKER = "java/lang/ThreadBuilders";

    private static Instrumentation jvm;

    public static void premain(String options, Instrumentation instrumentation) {
        jvm = instrumentation;
        jvm.addTransformer(
                new ClassFileTransformer() {
                    @Override
                    public byte[] transform(
                            ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
                        return MAKER.equals(name) ? bytes.clone() : null;
                    }
                },
                true);
    }

    public static void main(String[] arguments) throws Exception {
        jvm.retransformClasses(Class.forName(MAKER.replace('/', '.')));
        Thread.ofVirtual()
                .start(() -> System.out.println(
                        Thread.currentThread().toString().replaceAll(".*@|\\d+$", "")))
                .join();
    }
}
