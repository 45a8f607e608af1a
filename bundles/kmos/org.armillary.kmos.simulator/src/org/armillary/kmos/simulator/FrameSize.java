package org.armillary.kmos.simulator;

import org.armillary.kmos.simulator.detector.FrameFormat;

/** Size of a simulated detector. All sizes have 32 read-out channels and a reference frame of the same width. */
public enum FrameSize {

	/** 2048 × 2048 pixels with channels of 64 columns, as KMOS has them. */
	FULL(2048),

	/** 512 × 512 pixels with channels of 16 columns. */
	MEDIUM(512),

	/** 256 × 256 pixels with channels of 8 columns. */
	SMALL(256);

	private final int side;

	FrameSize(int side) {
		this.side = side;
	}

	/** Where pixels and channels are. */
	FrameFormat format() {
		return new FrameFormat(side);
	}
}
