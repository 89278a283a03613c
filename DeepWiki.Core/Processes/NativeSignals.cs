using System.Runtime.InteropServices;

namespace DeepWiki.Core.Processes;

/// <summary>Signals for whole process groups, which <see cref="System.Diagnostics.Process"/> cannot send.</summary>
internal static class NativeSignals
{
    /// <summary>False when there is no such group.</summary>
    public static bool SendToGroup(int group, NativeSignal signal) => group > 1 && Kill(-group, (int)signal) == 0;

    public static bool SendToProcess(int process, NativeSignal signal) => process > 1 && Kill(process, (int)signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
