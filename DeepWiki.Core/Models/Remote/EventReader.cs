namespace DeepWiki.Core.Models.Remote;

/// <summary>Stands between the wire and an SDK: gives the events of a streamed answer in the form the SDK is sure to read, or fails.</summary>
/// <param name="body">Body as it comes from the wire.</param>
/// <param name="failures">Makes the failures.</param>
internal delegate Stream EventReader(Stream body, FailureReader failures);
