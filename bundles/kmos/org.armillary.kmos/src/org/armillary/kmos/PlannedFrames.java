package org.armillary.kmos;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;

/**
 * The raw frames of a port as a plan sees them, by their primary headers alone, with the checks of
 * {@link FrameSelection}: what can be refused before a job begins is refused there. Immutable.
 *
 * @param names
 *            what a user calls each frame
 * @param headers
 *            keywords of the primary header of each, in the same order
 */
public record PlannedFrames(List<String> names, List<Keywords> headers) {

	private static final String TYPE = "ESO DPR TYPE";

	/** Copies the lists. */
	public PlannedFrames {
		names = List.copyOf(names);
		headers = List.copyOf(headers);
	}

	/**
	 * The frames of a port.
	 *
	 * @param inputs
	 *            what the plan sees
	 * @param port
	 *            name of the port
	 */
	public static PlannedFrames of(PlanInput inputs, String port) {
		var names = new ArrayList<String>();
		List<Keywords> headers = inputs.port(port).stream().map(ProductDescription::keywords).toList();
		for (int i = 0; i < headers.size(); i++) {
			names.add(inputs.name(port, i));
		}
		return new PlannedFrames(names, headers);
	}

	/** These frames and others. */
	public PlannedFrames and(PlannedFrames others) {
		var allNames = new ArrayList<>(names);
		allNames.addAll(others.names);
		var allHeaders = new ArrayList<>(headers);
		allHeaders.addAll(others.headers);
		return new PlannedFrames(allNames, allHeaders);
	}

	/** Number of frames. */
	public int size() {
		return headers.size();
	}

	/** The header of the frame that comes first in time, which products take over; no keywords without frames. */
	public Keywords first() {
		return FrameOrder.first(headers);
	}

	/**
	 * Checks what frames are where their headers tell.
	 *
	 * @param expected
	 *            value of {@value #TYPE}
	 * @throws ActorException
	 *             if one is something else
	 */
	public PlannedFrames checkType(String expected) throws ActorException {
		for (int i = 0; i < headers.size(); i++) {
			String type = headers.get(i).text(TYPE).orElse(expected);
			if (!type.equals(expected)) {
				throw new ActorException(Kind.DATA,
						KmosMessage.KEYWORD_VALUE.with(names.get(i), TYPE, type, expected));
			}
		}
		return this;
	}

	/**
	 * Checks that frames were exposed alike: integration time, number of integrations, read-out mode.
	 *
	 * @throws ActorException
	 *             if one differs from the first, or keywords are missing
	 */
	public PlannedFrames checkSetups() throws ActorException {
		var setups = new ArrayList<ExposureSetup>();
		for (int i = 0; i < headers.size(); i++) {
			setups.add(ExposureSetup.of(names.get(i), headers.get(i).values()));
		}
		if (!setups.isEmpty()) {
			ExposureSetup.checkAlike(setups);
		}
		return this;
	}

	/**
	 * Checks that all frames are of one band, detector by detector, with whatever filter.
	 *
	 * @throws ActorException
	 *             if a grating differs from that of the first frame or is unknown
	 */
	public PlannedFrames checkBands() throws ActorException {
		for (int i = 0; i < headers.size(); i++) {
			Band.checkSame(names.get(i), headers.get(i).values(), names.getFirst(), headers.getFirst().values());
		}
		return this;
	}
}
