package org.armillary.report.preview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/**
 * Makes previews of FITS files. Images of several detectors or IFUs become one picture, noise and masks one each
 * behind it; cubes a picture of white light and spectra; tables a curve or their first rows. Stateless.
 */
public final class Previews {

	/** Images with at most so many rows, and far more columns, are vectors. */
	private static final int FEW_ROWS = 4;
	private static final int MANY_COLUMNS = 16;
	/** Images of a group that are shown. */
	private static final int MOST_MEMBERS = 36;
	private static final String CATEGORY = "ESO PRO CATG";

	private final FitsFile file;
	private final PreviewOptions options;
	private final String category;
	private final ColourMap colours;
	private final List<Preview> previews = new ArrayList<>();
	private final List<String> left = new ArrayList<>();

	private Previews(FitsFile file, PreviewOptions options) throws FitsException {
		this.file = file;
		this.options = options;
		Optional<String> product = file.primary().header().findText(CATEGORY);
		this.category = product.or(() -> text("ESO DPR TYPE")).or(() -> text("OBJECT")).map(String::strip).orElse("");
		this.colours = product.isPresent() ? ColourMap.BLUE_YELLOW : ColourMap.GREY;
	}

	/**
	 * Looks at a file.
	 *
	 * @param fitsFile
	 *            the file
	 * @param options
	 *            how much is shown
	 * @return at least one preview; words where nothing can be drawn, and for what is left out
	 */
	public static List<Preview> of(Path fitsFile, PreviewOptions options) {
		Objects.requireNonNull(options, "options");
		String name = Objects.requireNonNullElse(fitsFile.getFileName(), fitsFile).toString();
		try {
			return new Previews(FitsFile.open(fitsFile), options).all();
		} catch (FitsException e) {
			return List.of(new Preview.Words(name, "This file cannot be shown: " + e.getMessage()));
		}
	}

	private Optional<String> text(String keyword) {
		return file.primary().header().card(keyword).map(card -> card.value() instanceof String value ? value : "")
				.filter(value -> !value.isBlank());
	}

	private List<Preview> all() {
		for (HduGroup group : HduGroup.of(file)) {
			add(group.names(), () -> show(group));
		}
		for (Hdu hdu : file.hdus()) {
			if (hdu.kind() == HduKind.BINARY_TABLE || hdu.kind() == HduKind.ASCII_TABLE) {
				String name = hdu.name().isEmpty() ? "table " + hdu.index() : hdu.name();
				add(name, () -> List.of(TablePreview.of(hdu, title(name))));
			}
		}
		if (previews.isEmpty()) {
			previews.add(new Preview.Words(title(""), "There are headers in this file, but no images or tables."));
		}
		if (!left.isEmpty()) {
			previews.add(new Preview.Words("Not shown", String.join("\n", left)));
		}
		return List.copyOf(previews);
	}

	@FunctionalInterface
	private interface Look {
		List<Preview> of() throws FitsException;
	}

	private void add(String name, Look look) {
		if (previews.size() >= options.maxImages()) {
			left.add(name);
			return;
		}
		try {
			for (Preview preview : look.of()) {
				if (previews.size() < options.maxImages()) {
					previews.add(preview);
				} else {
					left.add(preview.caption());
				}
			}
		} catch (FitsException e) {
			previews.add(new Preview.Words(title(name), "This cannot be shown: " + e.getMessage()));
		}
	}

	private List<Preview> show(HduGroup whole) throws FitsException {
		Shape shape = whole.shape();
		if (shape.dimensions() > 3 || !shape.isModest()) {
			return List.of(new Preview.Words(title(whole.names()),
					shape.words() + " pixels: images of one to three axes of usual lengths are shown."));
		}
		HduGroup group = whole.members().size() <= MOST_MEMBERS ? whole
				: new HduGroup(whole.role(), shape, whole.members().subList(0, MOST_MEMBERS));
		String title = title(group.names());
		return switch (shape.dimensions()) {
		case 1 -> group.role() == HduGroup.Role.DATA || group.members().stream().noneMatch(this::belongs)
				? List.of(SpectrumPreview.of(file, group, title))
				: List.of();
		case 2 -> List.of(isRows(shape) && group.members().size() == 1 ? SpectrumPreview.rows(group, title)
				: ImagePreview.of(group, title, options, colours));
		default -> {
			if (group.role() == HduGroup.Role.MASK) {
				left.add(group.names());
				yield List.of();
			}
			yield CubePreview.of(file, group, title, options);
		}
		};
	}

	/** Whether a vector of errors or flags belongs to values, with which it is drawn. */
	private boolean belongs(HduGroup.Member member) {
		return HduGroup.of(file).stream().filter(group -> group.role() == HduGroup.Role.DATA)
				.flatMap(group -> group.members().stream())
				.anyMatch(data -> data.stem().equals(member.stem()));
	}

	private static boolean isRows(Shape shape) {
		return shape.length(1) <= FEW_ROWS && shape.length(0) >= MANY_COLUMNS * shape.length(1);
	}

	private String title(String name) {
		return Stream.of(category, name.equals("PRIMARY") && !category.isEmpty() ? "" : name)
				.filter(part -> !part.isEmpty()).collect(Collectors.joining(": "));
	}
}
