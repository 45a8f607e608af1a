package org.armillary.workbench;

import org.armillary.actor.provider.ActorCatalog.Entry;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.graphics.Font;
import org.jspecify.annotations.Nullable;

/** The text of one column of the list of actors. */
final class ActorCells extends ColumnLabelProvider {

	private static final int TOOL_TIP_CHARACTERS = 80;

	/** The columns, in order. */
	enum Column {
		/** Title of the actor, or name of what cannot be used. */
		TITLE("Title", 36),
		/** Id of the actor. */
		ID("Id", 24),
		/** Bundle and version. */
		ORIGIN("Origin", 36),
		/** Whether it can be used. */
		STATE("State", 14);

		private final String title;
		private final int weight;

		Column(String title, int weight) {
			this.title = title;
			this.weight = weight;
		}

		String title() {
			return title;
		}

		/** Share of the width. */
		int weight() {
			return weight;
		}
	}

	private final Column column;

	ActorCells(Column column) {
		this.column = column;
	}

	@Override
	public String getText(Object element) {
		return switch (element) {
		case ActorGroup group -> column == Column.TITLE ? group.name() : "";
		case Entry.Available(var actor, var origin) -> switch (column) {
		case TITLE -> actor.title();
		case ID -> actor.id();
		case ORIGIN -> origin;
		case STATE -> "ready";
		};
		case Entry.Broken(var name, var origin, _) -> switch (column) {
		case TITLE -> name;
		case ID -> "";
		case ORIGIN -> origin;
		case STATE -> "⚠ broken";
		};
		default -> String.valueOf(element);
		};
	}

	/** Why something cannot be used; what can be is explained below the list. */
	@Override
	public @Nullable String getToolTipText(Object element) {
		return element instanceof Entry.Broken broken
				? broken.why().text().replaceAll("(.{" + TOOL_TIP_CHARACTERS + ",}?)[ ]+", "$1\n  ")
				: null;
	}

	@Override
	public @Nullable Font getFont(Object element) {
		return element instanceof ActorGroup ? JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT)
				: null;
	}
}
