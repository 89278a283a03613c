namespace DeepWiki.Core.Answering.Events;

/// <summary>A reference that became a link: it follows the delta that its link stands in.</summary>
/// <param name="Number">Number of the first source that shows the lines.</param>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="StartLine">First line, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="Sha256">Digest of the lines in UTF-8, joined by line feeds, in lower-case hexadecimal.</param>
/// <param name="Url">Address at which the lines can be opened.</param>
/// <param name="At">Place of the link in the whole text, in UTF-16 units.</param>
/// <param name="Length">Length of the link, in UTF-16 units.</param>
public sealed record AnswerCitation(int Number, string Path, int StartLine, int EndLine, string Sha256, string Url, int At, int Length) : AnswerEvent;
