package org.armillary.engine.run;

/**
 * What a job, or all that is to run, will probably need, as far as earlier results show.
 *
 * @param time
 *            time from its start to its end, s
 * @param processor
 *            processor time, s; zero where it was never measured
 * @param output
 *            size of the products, bytes
 * @param memory
 *            largest heap, bytes: as measured of earlier jobs, else as declared; zero where neither is known
 * @param isMemoryMeasured
 *            whether the memory of all jobs that need any was measured of earlier ones; otherwise what is declared counts,
 *            which is a limit and no estimate
 * @param results
 *            how many earlier results of the actor it rests on, of several actors the fewest; 0 where that is not known
 */
public record Estimate(Range time, Range processor, Range output, Range memory, boolean isMemoryMeasured,
		int results) {

	/** An estimate with memory that was measured, on results that were not counted. */
	public Estimate(Range time, Range processor, Range output, Range memory) {
		this(time, processor, output, memory, true);
	}

	/** An estimate on results that were not counted. */
	public Estimate(Range time, Range processor, Range output, Range memory, boolean isMemoryMeasured) {
		this(time, processor, output, memory, isMemoryMeasured, 0);
	}

	/** The middle of the range of the time, s. */
	public double seconds() {
		return time.middle();
	}
}
