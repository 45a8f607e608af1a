/**
 * {@code armillary bench}: measures the product beside what a user would run instead, in one run.
 *
 * <p>
 * The loop is our own and not JMH's, because ours and the peers' repetitions must take turns to see the same noise, and
 * the peers are C and Python programs. Kernels run in a JVM of their own ({@link org.armillary.bench.KernelWorker}) with
 * the options of the product's start script; recipes run as whole commands ({@link org.armillary.bench.Command}). Times
 * are medians of wall-clock seconds.
 */
package org.armillary.bench;
