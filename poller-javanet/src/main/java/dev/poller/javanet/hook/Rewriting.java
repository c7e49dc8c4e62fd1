// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.hook;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files: of the holder of the hook, and of java.lang.ThreadBuilders with a call of it. Any thread. */
final class Rewriting {
    /** Where the hook stands. It has to be where that calls it from which is rewritten: beside it. */
    static final String HOLDER = "java/lang/PollerSchedulerHook";

    static final String FIELD = "hook";

    /** A method that makes a thread as the JDK does, for a first look. */
    static final String MAKE = "make";

    /** Where every virtual thread is made, JDK 21 to 25. */
    static final String TARGET = "java/lang/ThreadBuilders";

    private static final String METHOD = "newVirtualThread";

    private static final String PARAMETERS =
            "(Ljava/util/concurrent/Executor;Ljava/lang/String;ILjava/lang/Runnable;)Ljava/lang/Thread;";

    private static final String CHOOSE = "choose";
    private static final String CHOICE = "(Ljava/util/concurrent/Executor;)Ljava/util/concurrent/Executor;";
    private static final String OPERATOR = "java/util/function/UnaryOperator";

    private Rewriting() {}

    /**
     * A class with a field for the hook, and a method that calls it:
     *
     * <pre>
     * final class PollerSchedulerHook {
     *     static volatile UnaryOperator hook;
     *
     *     static Executor choose(Executor given) {
     *         return (Executor) hook.apply(given);
     *     }
     *
     *     static Object make(Object task) {
     *         return ThreadBuilders.newVirtualThread(null, null, 0, (Runnable) task);
     *     }
     * }
     * </pre>
     */
    static byte[] holder() {
        ClassWriter holder = new ClassWriter(0);
        holder.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, HOLDER, null, "java/lang/Object", null);
        holder.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE, FIELD, "L" + OPERATOR + ";", null, null)
                .visitEnd();
        MethodVisitor choose = holder.visitMethod(Opcodes.ACC_STATIC, CHOOSE, CHOICE, null, null);
        choose.visitCode();
        choose.visitFieldInsn(Opcodes.GETSTATIC, HOLDER, FIELD, "L" + OPERATOR + ";");
        choose.visitVarInsn(Opcodes.ALOAD, 0);
        choose.visitMethodInsn(
                Opcodes.INVOKEINTERFACE, OPERATOR, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
        choose.visitTypeInsn(Opcodes.CHECKCAST, "java/util/concurrent/Executor");
        choose.visitInsn(Opcodes.ARETURN);
        choose.visitMaxs(2, 1);
        choose.visitEnd();
        MethodVisitor make =
                holder.visitMethod(Opcodes.ACC_STATIC, MAKE, "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        make.visitCode();
        make.visitInsn(Opcodes.ACONST_NULL);
        make.visitInsn(Opcodes.ACONST_NULL);
        make.visitInsn(Opcodes.ICONST_0);
        make.visitVarInsn(Opcodes.ALOAD, 0);
        make.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Runnable");
        make.visitMethodInsn(Opcodes.INVOKESTATIC, TARGET, METHOD, PARAMETERS, false);
        make.visitInsn(Opcodes.ARETURN);
        make.visitMaxs(4, 1);
        make.visitEnd();
        holder.visitEnd();
        return holder.toByteArray();
    }

    /**
     * The class with {@code scheduler = PollerSchedulerHook.choose(scheduler);} at the beginning of its method.
     *
     * @param threadBuilders as the JDK has it
     * @throws UnsupportedOperationException if it does not have the method
     */
    static byte[] rewritten(byte[] threadBuilders) {
        ClassReader before = new ClassReader(threadBuilders);
        ClassWriter after = new ClassWriter(before, 0);
        Rewriter rewriter = new Rewriter(after);
        before.accept(rewriter, 0);
        if (!rewriter.found) {
            throw new UnsupportedOperationException("this Java creates virtual threads in an unknown way");
        }
        return after.toByteArray();
    }

    private static final class Rewriter extends ClassVisitor {
        private boolean found;

        Rewriter(ClassVisitor to) {
            super(Opcodes.ASM9, to);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean it = name.equals(METHOD) && descriptor.equals(PARAMETERS) && (access & Opcodes.ACC_STATIC) != 0;
            found |= it;
            return it ? new Asking(method) : method;
        }
    }

    /** No branch, so that the frames of the method stay as they are. */
    private static final class Asking extends MethodVisitor {
        Asking(MethodVisitor to) {
            super(Opcodes.ASM9, to);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, HOLDER, CHOOSE, CHOICE, false);
            super.visitVarInsn(Opcodes.ASTORE, 0);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            super.visitMaxs(Math.max(stack, 1), locals);
        }
    }
}
