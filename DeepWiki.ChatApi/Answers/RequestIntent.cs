namespace DeepWiki.ChatApi.Answers;

/// <summary>What the last message of a request wants. The published client tells them apart by nothing but marks in its prompts.</summary>
internal enum RequestIntent
{
    Question,

    /// <summary>One round of a research over several requests.</summary>
    Research,

    /// <summary>The outline of a wiki, as XML.</summary>
    Outline,

    /// <summary>A page of a wiki, as Markdown.</summary>
    Page,

    /// <summary>Titles of slides, one numbered line each.</summary>
    SlideList,

    /// <summary>One slide, as HTML.</summary>
    Slide,

    /// <summary>A hands-on tutorial, as Markdown.</summary>
    Workshop,
}
