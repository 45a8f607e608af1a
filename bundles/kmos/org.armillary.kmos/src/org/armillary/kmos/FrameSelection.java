package org.armillary.kmos;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ProductFile;
import org.armillary.data.FitsException;

/**
 * The raw frames of a port: opened, put in order of time, and checked to belong together. Checks
 * give back the frames, so that they stand in a row:
 *
 * <pre>
 * FrameSelection lit = FrameSelection.open(inputs.lampOn()).checkSetups();
 * FrameSelection dark = FrameSelection.open(inputs.lampOff()).checkSetups();
 * lit.and(dark).checkDetectors().checkBands().tellRepeated(caveats).tellTemperatures(caveats);
 * </pre>
 *
 * Which of them show light tells {@link org.armillary.kmos.detector.LampLight}. Immutable.
 *
 * @param frames
 *            by their beginning (MJD-OBS), then by archive name (ARCFILE)
 */
public record FrameSelection(List<RawFrame> frames) {

	/** Puts the frames in order of time, so that the order in which files are named changes nothing. */
	public FrameSelection {
		frames = FrameOrder.sorted(frames);
	}

	/**
	 * Opens the files of a port; reads no pixels.
	 *
	 * @param files
	 *            raw frames in any order
	 * @throws ActorException
	 *             if a file is no raw frame
	 */
	public static FrameSelection open(List<ProductFile> files) throws ActorException, FitsException {
		var opened = new ArrayList<RawFrame>();
		for (ProductFile file : files) {
			opened.add(RawFrame.open(file.path()));
		}
		return new FrameSelection(opened);
	}

	/** Number of frames. */
	public int size() {
		return frames.size();
	}

	/** The first frame in time; there must be one. */
	public RawFrame first() {
		return frames.getFirst();
	}

	/** These frames and others. */
	public FrameSelection and(FrameSelection others) {
		var all = new ArrayList<>(frames);
		all.addAll(others.frames);
		return new FrameSelection(all);
	}

	/**
	 * Checks that frames can be combined: same integration time, number of integrations, read-out mode and detectors.
	 *
	 * @throws ActorException
	 *             if one differs from the first
	 */
	public FrameSelection checkSetups() throws ActorException, FitsException {
		if (!frames.isEmpty()) {
			RawFrame.checkAlike(frames);
		}
		return this;
	}

	/**
	 * Checks that frames come from the same detectors, exposed alike or not.
	 *
	 * @throws ActorException
	 *             if size, name or gain of a detector differ from the first frame
	 */
	public FrameSelection checkDetectors() throws ActorException, FitsException {
		if (!frames.isEmpty()) {
			RawFrame.checkSameDetectors(frames);
		}
		return this;
	}

	/**
	 * Checks that all frames are of one band, detector by detector, with whatever filter.
	 *
	 * @throws ActorException
	 *             if a grating differs from that of the first frame or is unknown
	 */
	public FrameSelection checkBands() throws ActorException {
		for (RawFrame frame : frames) {
			Band.checkSame(frame.setup().file(), frame.primary().values(), first().setup().file(),
					first().primary().values());
		}
		return this;
	}

	/** Adds a caveat for each exposure that is there twice. */
	public FrameSelection tellRepeated(Caveats caveats) {
		for (FrameOrder.Repeated same : FrameOrder.repeated(frames)) {
			caveats.add(KmosMessage.SAME_FRAME.with(same.first().setup().file(), same.second().setup().file(),
					same.archiveName()));
		}
		return this;
	}

	/** Adds a caveat where the temperatures of the optics are more than {@value OpticsTemperature#FAR_KELVIN} K apart. */
	public FrameSelection tellTemperatures(Caveats caveats) {
		OpticsTemperature.caveatOf(frames).ifPresent(caveats::add);
		return this;
	}
}
