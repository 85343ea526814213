// The extension that does nothing: what activation costs at least.
exports.activate = () => {};
