namespace DeepWiki.ChatApi.Wikis;

/// <summary>The address of a repository as a client named it, without what may be a secret: user name, password, query and fragment.</summary>
internal static class SavedUrl
{
    public static string Of(string url)
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
        var length = url.AsSpan(start).IndexOfAny("/\\?#");
        var end = length < 0 ? url.Length : start + length;
        var user = url.LastIndexOf('@', end - 1, end - start);
        return user < 0 ? url : url[..start] + url[(user + 1)..];
    }
}
