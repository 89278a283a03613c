namespace DeepWiki.Core.SourceCode;

/// <summary>The marks that begin a comment; a language may have several.</summary>
[Flags]
internal enum CommentStyle
{
    None = 0,

    /// <summary><c>//</c> and <c>/* */</c></summary>
    Slashes = 1,

    /// <summary><c>#</c></summary>
    Hash = 2,

    /// <summary><c>--</c></summary>
    Dashes = 4,

    /// <summary><c>;</c></summary>
    Semicolon = 8,

    /// <summary><c>%</c></summary>
    Percent = 16,

    /// <summary><c>!</c></summary>
    Bang = 32,

    /// <summary><c>'</c></summary>
    Apostrophe = 64,

    /// <summary><c>"</c></summary>
    Quote = 128,

    /// <summary><c>(* *)</c></summary>
    Parentheses = 256,

    /// <summary><c>&lt;!-- --&gt;</c></summary>
    Markup = 512,
}
