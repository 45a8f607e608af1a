package org.armillary.engine.job;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * Measures how much heap this process needs from one moment on: the sum of the peaks of its parts. Where garbage was
 * collected meanwhile, the part for new objects is left out, since it fills up whatever is needed; then the figure is a
 * little too low, by what was new at the peak and in use. Not for use by several threads.
 */
final class HeapPeak {

	private static final String NEW_OBJECTS = "Eden";

	private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
			.filter(pool -> pool.getType() == MemoryType.HEAP).toList();
	private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
	private long collectionsBefore;

	/** Begins to measure. */
	void reset() {
		pools.forEach(MemoryPoolMXBean::resetPeakUsage);
		collectionsBefore = collections();
	}

	/** The peak since then, bytes. */
	long bytes() {
		boolean collected = collections() > collectionsBefore;
		return pools.stream().filter(pool -> !collected || !pool.getName().contains(NEW_OBJECTS))
				.mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
	}

	private long collections() {
		return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
	}
}
