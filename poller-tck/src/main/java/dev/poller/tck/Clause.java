// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The clauses of docs/contract.md that a test holds. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Clause {
    /** Their numbers, for example {@code "P3"}. */
    String[] value();
}
