using System.Diagnostics;
using DeepWiki.AppHost.Hosting.Launchers;

namespace DeepWiki.AppHost.Hosting.Preflight;

internal static class Browser
{
    // The browser is the user's: it is neither followed nor ended.
    public static bool TryOpen(string address)
    {
        if (Programs.Find("xdg-open") is not { } program)
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(program, [address]) { UseShellExecute = false });
        return process is not null;
    }
}
