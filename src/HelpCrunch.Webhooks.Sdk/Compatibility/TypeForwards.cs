using System.Runtime.CompilerServices;

// The type is part of the signature of each init accessor. A class library for netstandard2.0 looks for it where its compiler found it: in
// this assembly.
[assembly: TypeForwardedTo(typeof(IsExternalInit))]
