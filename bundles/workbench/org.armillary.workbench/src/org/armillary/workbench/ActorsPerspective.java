package org.armillary.workbench;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** The actors fill the window. */
public final class ActorsPerspective implements IPerspectiveFactory {

	/** Id in plugin.xml. */
	static final String ID = "org.armillary.workbench.actors.perspective";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		layout.setEditorAreaVisible(false);
		layout.addStandaloneView(ActorsView.ID, true, IPageLayout.LEFT, IPageLayout.DEFAULT_VIEW_RATIO,
				layout.getEditorArea());
		layout.getViewLayout(ActorsView.ID).setCloseable(false);
	}
}
