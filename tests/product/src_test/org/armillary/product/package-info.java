/** Tests of the built product, run as a user runs it: through its start scripts, in processes of their own. */
package org.armillary.product;
