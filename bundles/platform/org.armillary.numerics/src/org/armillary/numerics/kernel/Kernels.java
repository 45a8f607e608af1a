package org.armillary.numerics.kernel;

/**
 * Says, for the life of the process, whether kernels run in SIMD registers or as plain loops; the results have the same
 * bits. SIMD registers need the JVM option {@code --add-modules jdk.incubator.vector}, which the start scripts give.
 *
 * <p>The system property {@code org.armillary.numerics.scalar=true} asks for plain loops,
 * {@code org.armillary.numerics.bits} (128, 256 or 512) for registers narrower than the widest that the processor has.
 */
public final class Kernels {

	private static final int BITS = Boolean.getBoolean("org.armillary.numerics.scalar") ? 0 : registerBits();

	private Kernels() {
	}

	/** Whether kernels run in SIMD registers. */
	public static boolean vector() {
		return BITS > 0;
	}

	/** Width of the registers in use, in bits; 0 for plain loops. */
	public static int vectorBits() {
		return BITS;
	}

	/** What runs, in words: {@code vector 512 bit} or {@code scalar}. */
	public static String description() {
		return vector() ? "vector " + BITS + " bit" : "scalar";
	}

	private static int registerBits() {
		try {
			return Registers.bits(Integer.getInteger("org.armillary.numerics.bits", Integer.MAX_VALUE));
		} catch (LinkageError _) {
			// the module is not there: description() tells
			return 0;
		}
	}
}
