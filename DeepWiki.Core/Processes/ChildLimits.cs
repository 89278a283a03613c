namespace DeepWiki.Core.Processes;

/// <summary>Limits the kernel sets for one child, where <c>prlimit</c> exists.</summary>
/// <param name="AddressSpace">Bytes of address space.</param>
/// <param name="FileSize">Bytes of the largest file it may write.</param>
/// <param name="CpuSeconds">Seconds of processor time.</param>
/// <param name="OpenFiles">Descriptors.</param>
public sealed record ChildLimits(long AddressSpace, long FileSize, int CpuSeconds, int OpenFiles)
{
    public static ChildLimits Default { get; } = new(2L << 30, 2L << 30, 300, 256);
}
