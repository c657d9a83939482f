package org.compatserver.index;

import org.compatserver.pep.requirement.ProjectName;

/** Stands where no index can be asked, as with none configured: every page is the same fault. */
public final class FaultyIndex implements ProjectIndex {
    private final IndexFault fault;

    public FaultyIndex(IndexFault fault) {
        this.fault = fault;
    }

    @Override
    public PageAnswer page(ProjectName project) {
        throw new IndexFault(fault.kind(), String.valueOf(fault.getMessage()), fault);
    }
}
