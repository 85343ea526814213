// The extension whose activation ours is measured against: it does nothing.
exports.activate = () => undefined;
