namespace DeepWiki.ChatApi.Legacy.Wikis;

/// <summary>The address of a repository as a client named it, without what may be a secret: user name, password, query and fragment.</summary>
internal static class SavedUrl
{
    public static string Redact(string url)
    {
        var plain = WithoutUser(url);
        var end = plain.IndexOfAny(['?', '#']);
        return end < 0 ? plain : plain[..end];
    }

    /// <summary>The address without user name and password, however oddly it is spelled.</summary>
    public static string WithoutUser(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var rest = url.AsSpan(start);
        var length = rest.IndexOfAny('/', '?', '#');
        var authority = length < 0 ? rest : rest[..length];

        // What has no number for a port is a password that holds a slash.
        var port = authority.LastIndexOf(':');
        var isOdd = scheme >= 0 && port >= 0 && authority[(port + 1)..].ContainsAnyExceptInRange('0', '9') && !authority.EndsWith("]");
        var user = (isOdd ? rest : authority).LastIndexOf('@');
        return string.Concat(url.AsSpan(0, start), rest[(user + 1)..]);
    }
}
