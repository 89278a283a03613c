using System.Text.RegularExpressions;

namespace DeepWiki.Core.Secrets;

/// <summary>
/// Hides in a log message or an attribute what looks like a credential: keys, the user half of an address, the value of an
/// <c>Authorization</c> header. A belt: whoever writes the message is to keep secrets out of it.
/// </summary>
public static partial class MessageMask
{
    /// <summary>The text with every credential hidden; the same instance when there is none.</summary>
    public static string Hide(string text)
    {
        var clean = KeyMask.Hide(text);
        clean = clean.Contains("://", StringComparison.Ordinal) && clean.Contains('@') ? UserInfo().Replace(clean, "://***@") : clean;
        return clean.Contains("uthorization", StringComparison.Ordinal) ? Authorization().Replace(clean, "${name}***") : clean;
    }

    [GeneratedRegex(@"://[^\s/@""'<>]+@", RegexOptions.NonBacktracking)]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"(?<name>[Aa]uthorization['""]?\s*[:=]\s*['""]?(Basic|Bearer|token)?\s*)[A-Za-z0-9+/=._~-]{8,}",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Authorization();
}
