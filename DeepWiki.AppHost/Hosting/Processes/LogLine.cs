using System.Text.RegularExpressions;

namespace DeepWiki.AppHost.Hosting.Processes;

internal sealed partial record LogLine(long Number, DateTimeOffset Time, string Text, bool IsError)
{
    // Without colours.
    public string PlainText => Text.Contains('\x1b') ? Colour().Replace(Text, "") : Text;

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();
}
