package org.armillary.kmos;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;

/** Whether frames are enough for how they are to be combined. */
public final class FrameNumber {

	private FrameNumber() {
	}

	/**
	 * Refuses min-max rejection that leaves no frame.
	 *
	 * @param settings
	 *            how frames are combined
	 * @param frames
	 *            number of frames
	 * @param kind
	 *            what frames they are, such as "dark frames"
	 */
	public static void check(CombineSettings settings, int frames, String kind) throws ActorException {
		int lost = settings.minReject() + settings.maxReject();
		if (settings.method() == CombineMethod.MIN_MAX && lost >= frames) {
			throw new ActorException(Kind.USER, KmosMessage.TOO_FEW_FOR_MIN_MAX.with(frames, kind, lost));
		}
	}
}
