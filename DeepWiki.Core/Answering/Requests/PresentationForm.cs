namespace DeepWiki.Core.Answering.Requests;

/// <summary>The shapes of teaching material.</summary>
public enum PresentationForm
{
    /// <summary>Titles of slides, one numbered line each.</summary>
    SlideList,

    /// <summary>One slide, as HTML.</summary>
    Slide,

    /// <summary>A hands-on tutorial, as Markdown.</summary>
    Workshop,
}
