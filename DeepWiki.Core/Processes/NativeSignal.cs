namespace DeepWiki.Core.Processes;

/// <summary>POSIX signals by their numbers.</summary>
internal enum NativeSignal
{
    Kill = 9,
    Terminate = 15,
}
