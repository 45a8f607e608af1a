package org.armillary.provenance.difference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.armillary.data.Column;
import org.armillary.data.ComplexColumn;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.armillary.data.VariableColumn;
import org.armillary.provenance.difference.FileDifference.ColumnChange;
import org.armillary.provenance.difference.FileDifference.Rows;

/** Compares two tables cell by cell, rows in their order, columns by their names. */
final class TableComparison {

	private final Table before;
	private final Table now;
	private final int rows;
	private final BitSet differing = new BitSet();

	TableComparison(Table before, Table now) {
		this.before = before;
		this.now = now;
		this.rows = Math.min(before.rows(), now.rows());
	}

	/** In what they differ; empty where each cell is the same. */
	Optional<Rows> difference() {
		var columns = new ArrayList<ColumnChange>();
		for (Column column : now.columns()) {
			before.find(column.name()).flatMap(old -> change(old, column)).ifPresent(columns::add);
		}
		List<String> removed = only(before, now);
		List<String> added = only(now, before);
		if (columns.isEmpty() && removed.isEmpty() && added.isEmpty() && before.rows() == now.rows()) {
			return Optional.empty();
		}
		return Optional.of(new Rows(before.rows(), now.rows(), differing.cardinality(), removed, added, columns, true));
	}

	private static List<String> only(Table one, Table other) {
		return one.columns().stream().map(Column::name).filter(name -> other.find(name).isEmpty()).toList();
	}

	private Optional<ColumnChange> change(Column old, Column column) {
		String content = old.content().equals(column.content()) ? column.content()
				: old.content() + ", then " + column.content();
		long number = 0;
		long first = 0;
		double maximum = -1;
		long place = 0;
		for (int row = 0; row < rows; row++) {
			if (!sameCell(old, column, row)) {
				differing.set(row);
				number++;
				first = first == 0 ? row + 1 : first;
				double size = distance(old, column, row);
				if (size > maximum) {
					maximum = size;
					place = row + 1L;
				}
			}
		}
		boolean unlike = !old.content().equals(column.content()) || !old.unit().equals(column.unit());
		return number == 0 && !unlike ? Optional.empty()
				: Optional.of(new ColumnChange(column.name(), column.unit(), content, number, first,
						maximum < 0 ? OptionalDouble.empty() : OptionalDouble.of(maximum), place));
	}

	private static boolean sameCell(Column old, Column column, int row) {
		if (old instanceof VariableColumn one && column instanceof VariableColumn other) {
			return one.count(row) == other.count(row)
					&& same(one.elements(), one.start(row), other.elements(), other.start(row), other.count(row));
		}
		return old.width() == column.width()
				&& same(old, row * old.width(), column, row * column.width(), column.width());
	}

	/** Whether elements are the same; NaN is NaN. */
	private static boolean same(Column old, int from, Column column, int at, int count) {
		for (int i = 0; i < count; i++) {
			if (!sameElement(old, from + i, column, at + i)) {
				return false;
			}
		}
		return true;
	}

	private static boolean sameElement(Column old, int from, Column column, int at) {
		return switch (old) {
		case RealColumn one -> column instanceof RealColumn other && same(real(one, from), real(other, at));
		case IntegerColumn one -> column instanceof IntegerColumn other
				&& one.at(from / one.width(), from % one.width()) == other.at(at / other.width(), at % other.width());
		case LogicalColumn one -> column instanceof LogicalColumn other
				&& one.at(from / one.width(), from % one.width()) == other.at(at / other.width(), at % other.width());
		case TextColumn one -> column instanceof TextColumn other && one.at(from / one.width(), from % one.width())
				.equals(other.at(at / other.width(), at % other.width()));
		case ComplexColumn one -> column instanceof ComplexColumn other
				&& same(one.real(from / one.width(), from % one.width()),
						other.real(at / other.width(), at % other.width()))
				&& same(one.imaginary(from / one.width(), from % one.width()),
						other.imaginary(at / other.width(), at % other.width()));
		case VariableColumn _ -> false;
		};
	}

	private static double real(RealColumn column, int element) {
		return column.at(element / column.width(), element % column.width());
	}

	private static boolean same(double one, double other) {
		return one == other || Double.isNaN(one) && Double.isNaN(other);
	}

	/** The largest absolute difference in a cell of numbers; -1 where there is none that is finite. */
	private static double distance(Column old, Column column, int row) {
		if (old.width() != column.width()) {
			return -1;
		}
		double most = -1;
		for (int i = 0; i < column.width(); i++) {
			double size = switch (old) {
			case RealColumn one when column instanceof RealColumn other -> Math.abs(other.at(row, i) - one.at(row, i));
			case IntegerColumn one when column instanceof IntegerColumn other ->
				Math.abs((double) other.at(row, i) - one.at(row, i));
			default -> -1;
			};
			most = Double.isFinite(size) ? Math.max(most, size) : most;
		}
		return most;
	}
}
