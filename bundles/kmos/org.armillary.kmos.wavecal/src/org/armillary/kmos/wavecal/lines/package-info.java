/** Arc lines measured column by column across slitlets, with neighbours, defects and cosmic rays taken into account. */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.wavecal.lines;
