package org.armillary.report.preview;

import java.util.ArrayList;
import java.util.List;

import org.armillary.data.FitsException;

/** Pictures of images of detectors, of noise and of masks. */
final class ImagePreview {

	private final HduGroup group;
	private final String title;
	private final PreviewOptions options;
	private final ColourMap colours;
	private final int width;
	private final int height;

	private ImagePreview(HduGroup group, String title, PreviewOptions options, ColourMap colours) {
		this.group = group;
		this.title = title;
		this.options = options;
		this.colours = colours;
		this.width = group.shape().length(0);
		this.height = group.shape().length(1);
	}

	/** A picture of all images of a group. */
	static Preview of(HduGroup group, String title, PreviewOptions options, ColourMap colours) throws FitsException {
		return new ImagePreview(group, title, options, colours).picture();
	}

	private Preview picture() throws FitsException {
		List<Integer> numbers = group.members().stream().map(HduGroup.Member::number).toList();
		if (group.role() == HduGroup.Role.MASK) {
			return flags(numbers, 0);
		}
		var maker = new PictureMaker(options, colours);
		PictureMaker.Made made = maker.make(numbers, width, height, this::means);
		boolean varied = made.stretch().highest() > made.stretch().lowest();
		if (varied && made.panels().stream().allMatch(Panel::isTwoValued) && group.role() == HduGroup.Role.DATA) {
			return flags(numbers, Reduction.usual(group.members().getFirst().hdu(), width, height));
		}
		String unit = group.members().getFirst().hdu().header().findText("BUNIT").orElse("");
		return new Preview.Picture(title, size() + "; " + made.words(colours, unit), made.width(), made.height(),
				made.png());
	}

	private Preview flags(List<Integer> numbers, float usual) throws FitsException {
		PictureMaker.Made made = PictureMaker.ofFlags(options).make(numbers, width, height,
				factor -> flags(factor, usual));
		var counts = new ArrayList<String>();
		for (Panel panel : made.panels()) {
			counts.add((made.panels().size() > 1 ? panel.number() + ": " : "") + panel.missing() + " ("
					+ PictureMaker.percent(panel.missing(), panel.total()) + ")");
		}
		return new Preview.Picture(title,
				size() + "; white where any pixel "
						+ (made.factor() > 1 ? "of " + made.factor() + " × " + made.factor() : "")
						+ " is not " + (int) usual + "; pixels that are not: " + String.join(", ", counts),
				made.width(), made.height(), made.png());
	}

	private String size() {
		return (group.members().size() > 1 ? group.members().size() + " × " : "") + width + " × " + height + " pixels";
	}

	private List<Panel> means(int factor) throws FitsException {
		var panels = new ArrayList<Panel>();
		for (HduGroup.Member member : group.members()) {
			panels.add(Reduction.means(member.hdu(), member.number(), width, height, factor));
		}
		return panels;
	}

	private List<Panel> flags(int factor, float usual) throws FitsException {
		var panels = new ArrayList<Panel>();
		for (HduGroup.Member member : group.members()) {
			panels.add(Reduction.flags(member.hdu(), member.number(), width, height, factor, usual));
		}
		return panels;
	}
}
