package org.armillary.engine.run;

/**
 * The memory that jobs at work may declare together. A job that declares more than all of it runs alone. A job that
 * does not fit is overtaken by smaller ones only a limited number of times; then the others wait for it.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class MemoryBudget {

	private final long bytes;
	private final int mostOvertakings;
	private long used;
	private int running;
	private int overtakings;

	/**
	 * A budget.
	 *
	 * @param bytes
	 *            memory for all jobs together, bytes
	 * @param mostOvertakings
	 *            how often jobs that fit may overtake one that does not
	 */
	MemoryBudget(long bytes, int mostOvertakings) {
		this.bytes = bytes;
		this.mostOvertakings = mostOvertakings;
	}

	/** Memory for all jobs together, bytes. */
	long bytes() {
		return bytes;
	}

	/** Whether a job declares more than there is for all. */
	boolean exceeds(long declared) {
		return declared > bytes;
	}

	/** Takes memory for a job; false where it has to wait. */
	boolean take(long declared) {
		if (exceeds(declared) ? running > 0 : used + declared > bytes) {
			return false;
		}
		used += declared;
		running++;
		return true;
	}

	/** Gives it back. */
	void release(long declared) {
		used -= declared;
		running--;
	}

	/** Whether jobs may still overtake one that waits. */
	boolean mayBeOvertaken() {
		return overtakings < mostOvertakings;
	}

	/** Counts an overtaking. */
	void overtaken() {
		overtakings++;
	}

	/** The job that waited longest has started. */
	void firstStarted() {
		overtakings = 0;
	}
}
