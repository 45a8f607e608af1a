package org.armillary.workbench;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** Says how the window looks: size, title, menus. */
final class ArmillaryAdvisor extends WorkbenchAdvisor {

	private static final Point INITIAL_SIZE = new Point(1100, 700);

	@Override
	public String getInitialWindowPerspectiveId() {
		return ActorsPerspective.ID;
	}

	@Override
	public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
		return new WindowAdvisor(configurer);
	}

	private static final class WindowAdvisor extends WorkbenchWindowAdvisor {

		WindowAdvisor(IWorkbenchWindowConfigurer configurer) {
			super(configurer);
		}

		@Override
		public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
			return new MenuAdvisor(configurer);
		}

		@Override
		public void preWindowOpen() {
			IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
			configurer.setInitialSize(INITIAL_SIZE);
			configurer.setTitle("Armillary");
			configurer.setShowCoolBar(false);
			configurer.setShowStatusLine(true);
		}
	}

	private static final class MenuAdvisor extends ActionBarAdvisor {

		MenuAdvisor(IActionBarConfigurer configurer) {
			super(configurer);
		}

		@Override
		protected void fillMenuBar(IMenuManager menuBar) {
			IWorkbenchWindow window = getActionBarConfigurer().getWindowConfigurer().getWindow();
			menuBar.add(menu("&File", IWorkbenchActionConstants.M_FILE, ActionFactory.QUIT, window));
			menuBar.add(menu("&Help", IWorkbenchActionConstants.M_HELP, ActionFactory.ABOUT, window));
		}

		private IMenuManager menu(String text, String id, ActionFactory factory, IWorkbenchWindow window) {
			var action = factory.create(window);
			register(action);
			var menu = new MenuManager(text, id);
			menu.add(action);
			return menu;
		}
	}
}
