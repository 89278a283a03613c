namespace DeepWiki.Core.Errors;

/// <summary>One thing wrong with a request, for transports that list them.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901) such as <c>/messages/0/role</c>.</param>
/// <param name="Type">What kind of fault, in the words of the original backend: <c>missing</c>, <c>string_type</c>, <c>literal_error</c>…</param>
/// <param name="Message">What is expected there. Never the value that was found.</param>
public sealed record RequestFault(string Pointer, string Type, string Message);
