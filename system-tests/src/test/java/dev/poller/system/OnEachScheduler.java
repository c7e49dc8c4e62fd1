// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that gets the options of a proxy, once for each way in which threads and pollers go together. */
@ParameterizedTest(name = "{0}")
@ValueSource(strings = {"--provider epoll --scheduler jdk", "--provider epoll --scheduler loop", "--provider nio"})
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OnEachScheduler {}
