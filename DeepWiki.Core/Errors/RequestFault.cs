namespace DeepWiki.Core.Errors;

/// <summary>One thing wrong with a request, for transports that list them.</summary>
/// <param name="Pointer">Place of the fault, as a JSON pointer (RFC 6901) such as <c>/messages/0/role</c>.</param>
/// <param name="Type">Kind of fault, in the words of the original backend: <c>missing</c>, <c>string_type</c>, <c>literal_error</c>…</param>
/// <param name="Message">Expectation at that place. Never the value that was found.</param>
public sealed record RequestFault(string Pointer, string Type, string Message);
