package org.armillary.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.workbench.ActorText.Line;
import org.armillary.workbench.ActorText.Style;
import org.eclipse.jface.layout.PixelConverter;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;

/** Shows the text that explains an actor. */
final class ActorDetails {

	private static final int INDENT_CHARACTERS = 4;
	private static final int MARGIN_CHARACTERS = 2;

	private final StyledText text;
	private final int indentPixels;
	private final int spacingPixels;

	ActorDetails(Composite parent) {
		text = new StyledText(parent, SWT.MULTI | SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
		text.setFont(JFaceResources.getDefaultFont());
		text.setCaret(null);
		var pixels = new PixelConverter(text);
		indentPixels = pixels.convertWidthInCharsToPixels(INDENT_CHARACTERS);
		spacingPixels = pixels.convertHeightInCharsToPixels(1) / 2;
		int margin = pixels.convertWidthInCharsToPixels(MARGIN_CHARACTERS);
		text.setMargins(margin, spacingPixels, margin, spacingPixels);
	}

	void show(@Nullable Entry entry) {
		List<Line> lines = ActorText.of(entry);
		text.setText(lines.stream().map(Line::text).collect(Collectors.joining("\n")));
		var ranges = new ArrayList<StyleRange>();
		int offset = 0;
		for (int i = 0; i < lines.size(); i++) {
			Line line = lines.get(i);
			if (line.emphasised() > 0) {
				var range = new StyleRange();
				range.start = offset;
				range.length = line.emphasised();
				range.font = font(line.style());
				ranges.add(range);
			}
			if (line.style() == Style.EXPLANATION) {
				text.setLineIndent(i, 1, indentPixels);
				text.setLineWrapIndent(i, 1, indentPixels);
			}
			if (line.style() == Style.HEADING) {
				text.setLineVerticalIndent(i, i == 0 ? 0 : 2 * spacingPixels);
			} else if (line.style() == Style.ITEM) {
				text.setLineVerticalIndent(i, spacingPixels / 2);
				text.setLineWrapIndent(i, 1, indentPixels);
			}
			offset += line.text().length() + 1;
		}
		text.setStyleRanges(ranges.toArray(StyleRange[]::new));
		text.setTopPixel(0);
	}

	private static Font font(Style style) {
		return style == Style.TITLE ? JFaceResources.getHeaderFont()
				: JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT);
	}
}
