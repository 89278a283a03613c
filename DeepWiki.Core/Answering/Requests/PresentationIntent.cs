namespace DeepWiki.Core.Answering.Requests;

/// <summary>Teaching material about the repository.</summary>
/// <param name="Form">The shape it has.</param>
/// <param name="Title">Title of a slide; null where none is named.</param>
/// <param name="Instructions">The asker's own words on its shape, for a model.</param>
public sealed record PresentationIntent(PresentationForm Form, string? Title, string Instructions) : AnswerIntent
{
    public override string Name => Form.ToString().ToLowerInvariant();
}
