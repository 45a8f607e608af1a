package org.armillary.workbench;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorCatalog.Entry;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.workbench.ActorCells.Column;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.PixelConverter;
import org.eclipse.jface.layout.TreeColumnLayout;
import org.eclipse.jface.viewers.ColumnViewerToolTipSupport;
import org.eclipse.jface.viewers.ColumnWeightData;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerFilter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.ui.part.ViewPart;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;

/** All actors by category, with a search field above and an explanation of the selected one below. */
public final class ActorsView extends ViewPart {

	/** Id in plugin.xml. */
	static final String ID = "org.armillary.workbench.actors";

	private static final int MINIMUM_COLUMN_CHARACTERS = 12;
	private static final String SERVICES = "(|(" + Constants.OBJECTCLASS + "=" + ActorCatalog.class.getName() + ")("
			+ Constants.OBJECTCLASS + "=" + ActorProvider.class.getName() + "))";

	private final BundleContext context = FrameworkUtil.getBundle(ActorsView.class).getBundleContext();
	private final ServiceListener servicesChanged = event -> refresh();
	private Text search;
	private TreeViewer tree;
	private ActorDetails details;

	@Override
	public void createPartControl(Composite parent) {
		GridLayoutFactory.fillDefaults().margins(6, 6).applyTo(parent);
		search = new Text(parent, SWT.SEARCH | SWT.ICON_SEARCH | SWT.ICON_CANCEL);
		search.setMessage("Search title, id, category, help");
		GridDataFactory.fillDefaults().grab(true, false).applyTo(search);
		search.addModifyListener(event -> filter());
		var halves = new SashForm(parent, SWT.VERTICAL);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
		createTree(halves);
		details = new ActorDetails(halves);
		halves.setWeights(45, 55);
		details.show(null);
		try {
			context.addServiceListener(servicesChanged, SERVICES);
		} catch (InvalidSyntaxException e) {
			throw new IllegalStateException(e);
		}
		refresh();
	}

	private void createTree(Composite parent) {
		var holder = new Composite(parent, SWT.NONE);
		var layout = new TreeColumnLayout();
		holder.setLayout(layout);
		tree = new TreeViewer(holder, SWT.FULL_SELECTION | SWT.BORDER | SWT.V_SCROLL | SWT.H_SCROLL);
		Tree control = tree.getTree();
		control.setHeaderVisible(true);
		int minimum = new PixelConverter(control).convertWidthInCharsToPixels(MINIMUM_COLUMN_CHARACTERS);
		for (Column column : Column.values()) {
			var viewerColumn = new TreeViewerColumn(tree, SWT.LEFT);
			viewerColumn.getColumn().setText(column.title());
			viewerColumn.setLabelProvider(new ActorCells(column));
			layout.setColumnData(viewerColumn.getColumn(), new ColumnWeightData(column.weight(), minimum, true));
		}
		tree.setContentProvider(new Groups());
		tree.addFilter(new SearchFilter());
		ColumnViewerToolTipSupport.enableFor(tree);
		tree.addSelectionChangedListener(event -> details
				.show(event.getStructuredSelection().getFirstElement() instanceof Entry entry ? entry : null));
	}

	/** Reads the catalogue again, in the background, for making the actors of plug-ins may take seconds. */
	private void refresh() {
		Display display = Display.getCurrent() == null ? Display.getDefault() : Display.getCurrent();
		ICoreRunnable read = monitor -> {
			Optional<List<Entry>> entries = entries();
			display.asyncExec(() -> show(entries));
		};
		Job job = Job.create("Reading actors", read);
		job.setSystem(true);
		job.schedule();
	}

	private Optional<List<Entry>> entries() {
		var reference = context.getServiceReference(ActorCatalog.class);
		ActorCatalog catalog = reference == null ? null : context.getService(reference);
		if (catalog == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(catalog.entries());
		} finally {
			context.ungetService(reference);
		}
	}

	private void show(Optional<List<Entry>> entries) {
		if (tree.getTree().isDisposed()) {
			return;
		}
		Object selected = tree.getStructuredSelection().getFirstElement();
		tree.setInput(ActorGroup.of(entries.orElse(List.of())));
		tree.expandAll();
		if (selected != null) {
			tree.setSelection(new StructuredSelection(selected), true);
		}
		long broken = entries.stream().flatMap(List::stream).filter(Entry.Broken.class::isInstance).count();
		long available = entries.stream().flatMap(List::stream).count() - broken;
		getViewSite().getActionBars().getStatusLineManager()
				.setMessage(entries.isEmpty() ? "The catalogue of actors does not run"
						: available + (available == 1 ? " actor" : " actors")
								+ (broken == 0 ? "" : ", ⚠ " + broken + " broken"));
	}

	private void filter() {
		tree.refresh();
		tree.expandAll();
	}

	@Override
	public void setFocus() {
		search.setFocus();
	}

	@Override
	public void dispose() {
		context.removeServiceListener(servicesChanged);
		super.dispose();
	}

	private static final class Groups implements ITreeContentProvider {

		@Override
		public Object[] getElements(Object input) {
			return ((List<?>) input).toArray();
		}

		@Override
		public Object[] getChildren(Object parent) {
			return parent instanceof ActorGroup group ? group.entries().toArray() : new Object[0];
		}

		@Override
		public Object getParent(Object element) {
			return null;
		}

		@Override
		public boolean hasChildren(Object element) {
			return element instanceof ActorGroup;
		}
	}

	private final class SearchFilter extends ViewerFilter {

		@Override
		public boolean select(Viewer viewer, Object parent, Object element) {
			String typed = search.getText().strip();
			return typed.isEmpty() || switch (element) {
			case ActorGroup group -> group.entries().stream().anyMatch(entry -> ActorGroup.matches(entry, typed));
			case Entry entry -> ActorGroup.matches(entry, typed);
			default -> true;
			};
		}
	}
}
